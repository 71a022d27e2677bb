// Starts the pages. What the site is gets asked while the first page's code is still on its way, so that
// the banners stand when the page first shows and nothing jumps; a slow answer does not hold it up.
import { createApp } from 'vue';
import App from './App.vue';
import { setLanguage } from './i18n/words';
import { router } from './router';
import { refreshSite } from './ui/catalogue';
import './shell/elder';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

const patience = new Promise((done) => setTimeout(done, 700));
const english = localStorage.getItem('language') === 'en' ? setLanguage('en') : undefined;
const app = createApp(App).use(router);
void Promise.all([router.isReady(), Promise.race([refreshSite(), patience]), english])
  .catch(() => {})
  .then(() => app.mount('#app'));
