import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import { Note } from '@/components/states';
import { Door } from './Door';
import { NewAccountForm } from './NewAccountForm';

const route = getRouteApi('/bat-dau');

/** The first account, by the one-time link that the program printed when it started. */
export default function FirstAccount() {
  const { t } = useTranslation();
  const { token } = route.useSearch();
  return (
    <Door title={t('console.account.first')} under={t('console.account.first_text')}>
      {token ? (
        <NewAccountForm
          onCreate={(joining) =>
            data(client.POST('/api/v1/first-account', { body: { ...joining, token } }))
          }
        />
      ) : (
        <Note tone="ochre">{t('console.account.first_no_token')}</Note>
      )}
    </Door>
  );
}
