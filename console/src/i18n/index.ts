// Both languages come from the catalogue's translation files, which the server speaks from too.
import i18next, { type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'vi' | 'en';
export type Tree = { [key: string]: string | Tree };

// One chunk for each language; only the chosen one travels.
const LOADERS: Record<Language, () => Promise<{ default: Tree }>> = {
  vi: () => import('./vi'),
  en: () => import('./en'),
};
const loaded = new Set<Language>();
const KEPT = 'luytre.language';

/** Puts the files of one language into one tree; a file may add to a branch of another. */
export function merge(files: Tree[]): Tree {
  const into: Tree = {};
  const add = (target: Tree, from: Tree) => {
    for (const [key, value] of Object.entries(from)) {
      const there = target[key];
      if (typeof value === 'object' && typeof there === 'object') add(there, value);
      else target[key] = typeof value === 'object' ? merge([value]) : value;
    }
  };
  for (const file of files) add(into, file);
  return into;
}

export function chosenLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'vi' || kept === 'en') return kept;
  return 'vi';
}

export async function startI18n(language: Language): Promise<void> {
  const { default: texts } = await LOADERS[language]();
  const resources: Resource = { [language]: { translation: texts } };
  await i18next.use(initReactI18next).init({
    lng: language,
    resources,
    fallbackLng: false,
    nsSeparator: false,
    showSupportNotice: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    returnNull: false,
  });
  loaded.add(language);
  document.documentElement.lang = language;
}

export async function switchLanguage(language: Language): Promise<void> {
  if (!loaded.has(language)) {
    const { default: texts } = await LOADERS[language]();
    i18next.addResourceBundle(language, 'translation', texts, true, false);
    loaded.add(language);
  }
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
