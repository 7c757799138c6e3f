// Starts the console: language, styles, then the page that the address names.
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/mantine-variables.css';
import './styles/mantine.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { chosenLanguage, startI18n } from './i18n';

async function start() {
  await startI18n(chosenLanguage());
  if (import.meta.env.MODE === 'mock') (await import('./mocks/texts')).addMockTexts();
  const place = document.getElementById('root');
  if (place) createRoot(place).render(<App />);
}

void start();
