import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Finding } from '@/api/types';
import { switchLanguage } from '@/i18n';
import { Due } from './due';

const due = (state: Finding['state']) => {
  const clean_by = new Date(Date.now() + 5 * 86_400_000).toISOString();
  const finding = { state, clean_by, overdue: false } as Finding;
  return render(<Due finding={finding} />).container.textContent;
};

test('only what is still owed says how much time is left', async () => {
  await switchLanguage('vi');
  for (const state of ['open', 'acknowledged', 'regressed', 'unknown'] as const)
    expect(due(state), state).toMatch(/còn/);
  for (const state of ['claimed_fixed', 'under_watch', 'verified', 'risk_accepted'] as const)
    expect(due(state), state).toMatch(/^\d\d\/\d\d$/);
  expect(due('false_positive')).toBe('–');
});
