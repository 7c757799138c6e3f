// Which bodies the letter binds.
import { Button, Checkbox, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import type { Directive, OrganizationNode } from '@/api/types';
import { done, wrong } from '@/app/toasts';
import { Card } from '@/components/Page';
import { Bone, Trouble } from '@/components/states';
import { number } from '@/lib/format';
import styles from './LetterPage.module.css';

const NAMED = 6;

export function PopulationCard({ directive, mayEdit }: { directive: Directive; mayEdit: boolean }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(queries.population(directive.id));
  const [choosing, setChoosing] = useState(false);
  const names = data?.organizations.map(({ name }) => name) ?? [];
  return (
    <Card
      title={
        data
          ? t('console.directive.population', { count: number(names.length) })
          : t('console.directive.population_title')
      }
      aside={
        mayEdit && (
          <Button size="xs" variant="default" disabled={!data} onClick={() => setChoosing(true)}>
            {t('console.directive.choose_bodies')}
          </Button>
        )
      }
    >
      {error ? (
        <Trouble error={error} />
      ) : !data ? (
        <Bone width="80%" />
      ) : names.length === 0 ? (
        <p className="second">{t('console.directive.nobody_bound')}</p>
      ) : (
        <p className="second">
          {names.slice(0, NAMED).join(', ')}
          {names.length > NAMED &&
            ` ${t('console.directive.and_more', { count: number(names.length - NAMED) })}`}
        </p>
      )}
      {choosing && data && (
        <Choose
          id={directive.id}
          first={data.organizations.map(({ id }) => id)}
          onClose={() => setChoosing(false)}
        />
      )}
    </Card>
  );
}

function idsOf(node: OrganizationNode): string[] {
  return [node.id, ...node.children.flatMap(idsOf)];
}

function Choose({ id, first, onClose }: { id: string; first: string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { data: tree, error } = useQuery(queries.organizationTree());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(first));
  const save = useMutation({
    mutationFn: () =>
      data(
        client.PUT('/api/v1/directives/{directive_id}/population', {
          params: { path: { directive_id: id } },
          body: { organization_ids: [...chosen] },
        }),
      ),
    onSuccess: async () => {
      await Promise.all(
        [['directives'], ['board']].map((queryKey) => cache.invalidateQueries({ queryKey })),
      );
      done(t('console.directive.population_saved'));
      onClose();
    },
    onError: wrong,
  });
  const set = (ids: string[], on: boolean) => {
    const to = new Set(chosen);
    for (const each of ids)
      if (on) to.add(each);
      else to.delete(each);
    setChosen(to);
  };
  const draw = (node: OrganizationNode) => {
    const below = node.children.flatMap(idsOf);
    return (
      <li key={node.id}>
        <div className="row-between">
          <Checkbox
            size="xs"
            label={node.name}
            checked={chosen.has(node.id)}
            onChange={(event) => set([node.id], event.currentTarget.checked)}
          />
          {below.length > 0 && (
            <span className="row">
              <Button size="compact-xs" variant="default" onClick={() => set(below, true)}>
                {t('console.directive.all_below', { count: number(below.length) })}
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => set(below, false)}>
                {t('console.directive.none_below')}
              </Button>
            </span>
          )}
        </div>
        {node.children.length > 0 && <ul>{node.children.map(draw)}</ul>}
      </li>
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('console.directive.choose_bodies')}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <div className="stack">
        {error && <Trouble error={error} />}
        {tree && <ul className={styles.tree}>{tree.map(draw)}</ul>}
        <div className="row">
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('console.directive.bind', { count: number(chosen.size) })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
