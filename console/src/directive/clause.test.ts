import i18next from 'i18next';
import { expect, test } from 'vitest';
import { switchLanguage } from '@/i18n';
import { clausePlace } from './clause';

const t = (key: string, values: Record<string, string>) => i18next.t(key, values);

test('a clause is named by its number, and what has none by its kind', async () => {
  await switchLanguage('vi');
  expect(clausePlace('1', t)).toBe('mục 1');
  expect(clausePlace('2/b', t)).toBe('mục 2, b');
  expect(clausePlace('1/-1', t)).toBe('mục 1, gạch đầu dòng 1');
  expect(clausePlace('3/▦2', t)).toBe('mục 3, dòng 2 của bảng');
  expect(clausePlace('¶4', t)).toBe('đoạn 4');
  await switchLanguage('en');
  expect(clausePlace('1/-1', t)).toBe('clause 1, dash 1');
});
