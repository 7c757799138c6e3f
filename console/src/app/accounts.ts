// Names of accounts, as far as the signed-in person may see them.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { Account } from '@/api/types';
import { useCan } from './can';

/** The accounts that work can be given to; oneself at least. */
export function useKnownAccounts(): Account[] {
  const can = useCan();
  const { data: session } = useQuery(queries.session);
  const { data } = useQuery({ ...queries.accounts, enabled: can('accounts.manage') });
  const own = session?.account;
  return data?.items.filter(({ disabled }) => !disabled) ?? (own ? [own] : []);
}

export function useAccountName(): (id: string) => string {
  const { t } = useTranslation();
  const known = useKnownAccounts();
  return (id) => known.find((account) => account.id === id)?.name ?? t('console.finding.somebody');
}
