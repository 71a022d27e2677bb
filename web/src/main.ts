import { createApp } from 'vue';
import App from './App.vue';
import { setLanguage } from './i18n/words';
import { router } from './router';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

if (localStorage.getItem('language') === 'en') await setLanguage('en');
createApp(App).use(router).mount('#app');
