// How a letter and its obligations are called on a page.
import i18next from 'i18next';
import type { Directive, Obligation } from '@/api/types';
import { textOf } from '@/i18n/messages';

/** The subject as a title; letters write it in the middle of a sentence. */
export function directiveTitle(directive: Directive): string {
  const subject = directive.subject?.trim();
  if (!subject) return directive.number ?? i18next.t('console.directive.unnamed');
  const [first = '', ...rest] = Array.from(subject);
  return first.toLocaleUpperCase('vi') + rest.join('');
}

/** A title that a person wrote, or the short name of what is measured. */
export function obligationTitle({ title, code }: Pick<Obligation, 'title' | 'code'>): string {
  if (!/^[a-z_]+(\.[a-z_]+)+$/.test(title)) return title;
  return i18next.exists(`console.measures.${code}`)
    ? i18next.t(`console.measures.${code}`)
    : (textOf(title) ?? title);
}
