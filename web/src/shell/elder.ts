// Elder mode (适老模式): larger type everywhere, kept in this browser.
import { ref } from 'vue';

export const elder = ref(localStorage.getItem('elder') === 'on');

function show(): void {
  document.documentElement.toggleAttribute('data-elder', elder.value);
}
export function turnElder(): void {
  elder.value = !elder.value;
  localStorage.setItem('elder', elder.value ? 'on' : 'off');
  show();
}
show();
