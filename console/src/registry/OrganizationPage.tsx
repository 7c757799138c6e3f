// One body: what it owes, its address ranges, sites, people, and what it came from or became.
import { Button, Menu } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { Organization } from '@/api/types';
import { useCan } from '@/app/can';
import { ButtonLink } from '@/components/ButtonLink';
import { DataTable } from '@/components/DataTable';
import { Card, Figure, Figures, Page } from '@/components/Page';
import { Bone, BoneRows, Note, Trouble } from '@/components/states';
import { BodyContacts } from '@/duties/contacts/BodyContacts';
import { FindingStateTag } from '@/findings/FindingState';
import { useMessage } from '@/i18n/messages';
import { date, daysUntil, number } from '@/lib/format';
import { lastDay } from '@/lib/time';
import { ClaimForm } from './ClaimForm';
import { ClaimTable } from './ClaimTable';
import { OrganizationForm } from './OrganizationForm';
import { SuccessionDialog } from './SuccessionDialog';

const route = getRouteApi('/shell/don-vi/$id');
const OWED = 'open,acknowledged,regressed';
const FEW = 5;

function Owed({ organization }: { organization: Organization }) {
  const { t } = useTranslation();
  const message = useMessage();
  const { data } = useInfiniteQuery(
    queries.findings({ organization: organization.id, state: OWED }, FEW),
  );
  const page = data?.pages[0];
  if (!page || page.items.length === 0) return null;
  return (
    <Card
      flush
      title={t('console.registry.owed')}
      aside={
        <ButtonLink
          size="xs"
          variant="default"
          to="/viec"
          search={{ organization: organization.id, state: OWED }}
        >
          {t('console.registry.all_owed', { count: number(page.total ?? page.items.length) })}
        </ButtonLink>
      }
    >
      <DataTable
        label={t('console.registry.owed')}
        rows={page.items.slice(0, FEW)}
        keyOf={(finding) => finding.id}
        columns={[
          {
            key: 'title',
            title: t('console.findings.finding'),
            cell: (finding) => (
              <Link to="/viec/$id" params={{ id: finding.id }}>
                {message(finding.title)}
              </Link>
            ),
          },
          {
            key: 'state',
            title: t('console.findings.column_state'),
            cell: (finding) => <FindingStateTag finding={finding} />,
          },
          {
            key: 'due',
            title: t('console.findings.column_due'),
            wide: true,
            cell: (finding) => date(finding.clean_by) || '–',
          },
        ]}
      />
    </Card>
  );
}

function People({ organization }: { organization: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(queries.people(organization));
  const contacts = useInfiniteQuery(queries.contacts({ organization }));
  // Contact points stand above; here are those whom nobody has named as one.
  const named = new Set(contacts.data?.pages.flatMap((page) => page.items.map(({ id }) => id)));
  const others = data?.items.filter((person) => !person.erased && !named.has(person.id)) ?? [];
  if (data && others.length === 0) return null;
  return (
    <Card title={t('console.registry.people')} flush>
      {error ? (
        <Trouble error={error} />
      ) : !data ? (
        <BoneRows rows={2} />
      ) : (
        <DataTable
          label={t('console.registry.people')}
          rows={others}
          keyOf={(person) => person.id}
          columns={[
            { key: 'name', title: t('console.account.name'), cell: (person) => person.name },
            {
              key: 'position',
              title: t('console.registry.position'),
              wide: true,
              cell: (person) => person.position ?? '–',
            },
            {
              key: 'phones',
              title: t('console.registry.phones'),
              cell: (person) => person.phones.join(', ') || '–',
            },
            {
              key: 'emails',
              title: t('console.registry.emails'),
              wide: true,
              cell: (person) => person.emails.join(', ') || '–',
            },
          ]}
        />
      )}
    </Card>
  );
}

function Sites({ organization }: { organization: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(queries.sites(organization));
  return (
    <Card title={t('console.registry.sites')} flush>
      {error ? (
        <Trouble error={error} />
      ) : !data ? (
        <BoneRows rows={2} />
      ) : data.items.length === 0 ? (
        <p className="second" style={{ padding: '0 20px 16px' }}>
          {t('console.registry.no_sites')}
        </p>
      ) : (
        <DataTable
          label={t('console.registry.sites')}
          rows={data.items}
          keyOf={(site) => site.id}
          columns={[
            { key: 'name', title: t('console.registry.site'), cell: (site) => site.name },
            {
              key: 'address',
              title: t('console.registry.address'),
              cell: (site) => site.address ?? '–',
            },
          ]}
        />
      )}
    </Card>
  );
}

export default function OrganizationPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { id } = route.useParams();
  const { data: organization, error, refetch } = useQuery(queries.organization(id));
  const claims = useInfiniteQuery(queries.claims({ organization: id }));
  const rows = useMemo(() => claims.data?.pages.flatMap((page) => page.items) ?? [], [claims.data]);
  const [dialog, setDialog] = useState<'edit' | 'child' | 'succession' | 'claim' | null>(null);
  const crumbs = [{ text: t('console.menu.organizations'), to: '/don-vi' }];
  if (error && !organization)
    return (
      <Page title={t('console.menu.organizations')} crumbs={crumbs}>
        <Trouble error={error} again={refetch} />
      </Page>
    );
  if (!organization)
    return (
      <Page title={<Bone width={300} height={26} />} crumbs={crumbs}>
        <Card flush>
          <BoneRows rows={6} />
        </Card>
      </Page>
    );
  const { counts, parent } = organization;
  const close = () => setDialog(null);
  // A body that is no more keeps nothing and gets nothing new: its heirs have it.
  const ended = Boolean(organization.to && daysUntil(organization.to) <= 0);
  return (
    <Page
      title={organization.name}
      crumbs={parent ? [...crumbs, { text: parent.name, to: `/don-vi/${parent.id}` }] : crumbs}
      under={[
        t(`console.organization_kinds.${organization.kind}`),
        organization.code && t('console.registry.code_is', { code: organization.code }),
        organization.from && t('console.registry.since', { date: date(organization.from) }),
        organization.to && t('console.registry.until', { date: date(lastDay(organization.to)) }),
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={
        can('organizations.edit') && (
          <>
            {!ended && (
              <Menu width={240}>
                <Menu.Target>
                  <Button variant="default">{t('console.common.more_actions')}</Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setDialog('child')}>
                    {t('console.registry.add_below')}
                  </Menu.Item>
                  {!organization.to && (
                    <Menu.Item onClick={() => setDialog('succession')}>
                      {t('console.succession.open')}
                    </Menu.Item>
                  )}
                </Menu.Dropdown>
              </Menu>
            )}
            <Button onClick={() => setDialog('edit')}>{t('console.common.edit')}</Button>
          </>
        )
      }
    >
      {organization.successors.map((step) => (
        <Note key={step.at} tone="ochre">
          {t(`console.succession.past_${step.kind}`, { date: date(step.at) })}{' '}
          {step.organizations.map((heir, at) => (
            <span key={heir.id}>
              {at > 0 && ', '}
              <Link to="/don-vi/$id" params={{ id: heir.id }}>
                {heir.name}
              </Link>
            </span>
          ))}
        </Note>
      ))}
      <Figures>
        <Figure
          label={t('console.registry.open_findings')}
          value={number(counts.open_findings)}
          {...(counts.open_findings > 0
            ? {
                tone: 'ochre' as const,
                to: { to: '/viec', search: { organization: id, state: OWED } },
              }
            : {})}
        />
        <Figure label={t('console.registry.claims')} value={number(counts.claims)} />
        <Figure label={t('console.registry.sites')} value={number(counts.sites)} />
        <Figure label={t('console.registry.children')} value={number(counts.children)} />
      </Figures>
      <Owed organization={organization} />
      {!(ended && rows.length === 0) && (
        <Card
          flush
          title={t('console.registry.claims')}
          aside={
            can('claims.edit') &&
            !ended && (
              <Button size="xs" variant="default" onClick={() => setDialog('claim')}>
                {t('console.claims.add')}
              </Button>
            )
          }
        >
          {claims.error ? (
            <Trouble error={claims.error} />
          ) : !claims.data ? (
            <BoneRows rows={3} />
          ) : rows.length === 0 ? (
            <p className="second" style={{ padding: '0 20px 16px' }}>
              {t('console.claims.none_of_body')}
            </p>
          ) : (
            <ClaimTable rows={rows} withBody={false} />
          )}
        </Card>
      )}
      {!ended && <Sites organization={id} />}
      {!ended && can('contacts.view') && (
        <BodyContacts organization={{ id, name: organization.name }} />
      )}
      <People organization={id} />
      <p>
        <Link to="/lich-su" search={{ organization: id }}>
          {t('console.registry.history')}
        </Link>
      </p>
      {dialog === 'edit' && <OrganizationForm organization={organization} onClose={close} />}
      {dialog === 'child' && (
        <OrganizationForm parent={{ id, name: organization.name }} onClose={close} />
      )}
      {dialog === 'succession' && <SuccessionDialog organization={organization} onClose={close} />}
      {dialog === 'claim' && (
        <ClaimForm organization={{ id, name: organization.name }} onClose={close} />
      )}
    </Page>
  );
}
