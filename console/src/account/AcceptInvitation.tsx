import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import { Bone, Tag, Trouble } from '@/components/states';
import { Door } from './Door';
import { NewAccountForm } from './NewAccountForm';

const route = getRouteApi('/loi-moi/$token');

/** An account by invitation: the body and the roles stand fixed, the rest is the person's own. */
export default function AcceptInvitation() {
  const { t } = useTranslation();
  const { token } = route.useParams();
  const { data: invitation, error } = useQuery(queries.invitation(token));
  return (
    <Door title={t('console.account.invited')} under={invitation?.organization?.name}>
      {error ? (
        <Trouble error={error} />
      ) : !invitation ? (
        <Bone height={180} />
      ) : (
        <>
          <div className="row">
            {invitation.roles.map((role) => (
              <Tag key={role} tone="leaf">
                {t(`console.roles.${role}`)}
              </Tag>
            ))}
          </div>
          <NewAccountForm
            name={invitation.name ?? ''}
            onCreate={(joining) =>
              data(
                client.POST('/api/v1/invitations/{token}', {
                  params: { path: { token } },
                  body: joining,
                }),
              )
            }
          />
        </>
      )}
    </Door>
  );
}
