// The tree of bodies, as it stands today or stood on another day.
import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconChevronRight, IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { OrganizationNode } from '@/api/types';
import { useCan } from '@/app/can';
import { ButtonLink } from '@/components/ButtonLink';
import { DateField } from '@/components/DateField';
import { Card, Page } from '@/components/Page';
import { BoneRows, Empty, Trouble } from '@/components/states';
import { number } from '@/lib/format';
import { endOfLocalDay } from '@/lib/time';
import { KindIcon } from './KindIcon';
import { OrganizationForm } from './OrganizationForm';
import { RegistryTabs } from './RegistryTabs';
import styles from './Registry.module.css';

const route = getRouteApi('/shell/don-vi');
const OPEN_UP_TO = 60;

/** Without diacritics and case, so that "so y te" finds "Sở Y tế". */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'd')
    .toLowerCase();
}

/** The branches that hold a name with the text. */
function kept(nodes: OrganizationNode[], text: string): OrganizationNode[] {
  return nodes.flatMap((node) => {
    if (plain(node.name).includes(text)) return [node];
    const children = kept(node.children, text);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

const size = (nodes: OrganizationNode[]): number =>
  nodes.reduce((all, node) => all + 1 + size(node.children), 0);

function Node({ node, open: first }: { node: OrganizationNode; open: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(first);
  return (
    <li>
      <div className={styles.node}>
        {node.children.length > 0 ? (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={open}
            aria-label={t('console.registry.fold', { name: node.name })}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={16} stroke={1.75} />
          </button>
        ) : (
          <span className={styles.leafGap} />
        )}
        <Link to="/don-vi/$id" params={{ id: node.id }}>
          <KindIcon kind={node.kind} />
          <span className="clip">{node.name}</span>
          {node.children.length > 0 && (
            <small className="third">{number(size(node.children))}</small>
          )}
        </Link>
      </div>
      {open && node.children.length > 0 && (
        <ul>
          {node.children.map((child) => (
            <Node key={child.id} node={child} open={first && size(node.children) <= OPEN_UP_TO} />
          ))}
        </ul>
      )}
    </li>
  );
}

export default function Organizations() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = route.useNavigate();
  const { q, as_of } = route.useSearch();
  const { data, error, refetch } = useQuery(
    queries.organizationTree(as_of ? endOfLocalDay(as_of) : undefined),
  );
  const [adding, setAdding] = useState(false);
  const search = useDebouncedCallback(
    (text: string) =>
      void navigate({
        search: (before) => ({ ...before, q: text.trim() || undefined }),
        replace: true,
      }),
    200,
  );
  const shown = useMemo(() => (data ? (q ? kept(data, plain(q)) : data) : []), [data, q]);
  const all = data ? size(data) : 0;
  return (
    <Page
      title={t('console.menu.organizations')}
      under={data ? t('console.registry.count', { count: number(all) }) : ' '}
      actions={
        can('organizations.edit') && (
          <Button
            leftSection={<IconPlus size={17} stroke={1.75} />}
            onClick={() => setAdding(true)}
          >
            {t('console.registry.add')}
          </Button>
        )
      }
    >
      <RegistryTabs />
      <div className={styles.toolbar}>
        <TextInput
          className={styles.search}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          placeholder={t('console.registry.search')}
          aria-label={t('console.registry.search')}
          defaultValue={q ?? ''}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <DateField
          size="sm"
          ariaLabel={t('console.registry.as_of')}
          value={as_of ?? ''}
          onChange={(day) =>
            void navigate({ search: (before) => ({ ...before, as_of: day || undefined }) })
          }
        />
        <span className="small third">
          {as_of ? t('console.registry.as_of_text') : t('console.registry.as_of')}
        </span>
      </div>
      {error ? (
        <Trouble error={error} again={refetch} />
      ) : (
        <Card flush>
          {!data ? (
            <BoneRows rows={9} columns={[60]} />
          ) : all === 0 ? (
            <Empty
              title={t('console.registry.empty')}
              action={<ButtonLink to="/don-vi/nhap-tep">{t('console.registry.import')}</ButtonLink>}
            >
              {t('console.registry.empty_text')}
            </Empty>
          ) : shown.length === 0 ? (
            <Empty title={t('console.board.no_match', { text: q })} />
          ) : (
            <ul className={styles.tree} key={q ?? ''}>
              {shown.map((node) => (
                <Node key={node.id} node={node} open={Boolean(q) || all <= OPEN_UP_TO * 4} />
              ))}
            </ul>
          )}
        </Card>
      )}
      {adding && <OrganizationForm onClose={() => setAdding(false)} />}
    </Page>
  );
}
