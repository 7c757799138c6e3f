// The letter beside what was read from it. Nothing counts before a person has confirmed it, and
// what is not in the letter is shown as not found.
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import * as queries from '@/api/queries';
import type { DirectiveDetail, Obligation } from '@/api/types';
import { useCan } from '@/app/can';
import { done, wrong } from '@/app/toasts';
import { ButtonLink } from '@/components/ButtonLink';
import { Card, Page } from '@/components/Page';
import { Bone, BoneRows, Note, Tag, Trouble } from '@/components/states';
import { dateTime, number } from '@/lib/format';
import { LetterFields } from './LetterFields';
import { LetterText } from './LetterText';
import { LetterParts } from './LetterParts';
import { Obligations } from './Obligations';
import { directiveTitle } from './titles';
import { PopulationCard } from './Population';
import styles from './LetterPage.module.css';

const route = getRouteApi('/shell/theo-doi/$id/van-ban');

/** The fields that a person may correct. */
export const EDITABLE = ['number', 'dated', 'issuer', 'signer', 'subject'] as const;
export type Editable = (typeof EDITABLE)[number];
export type Edits = Partial<Record<Editable, string>>;

function Loaded({ directive }: { directive: DirectiveDetail }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const cache = useQueryClient();
  const can = useCan();
  const [edits, setEdits] = useState<Edits>({});
  const [obligations, setObligations] = useState<Obligation[]>(directive.obligations);
  const [shown, setShown] = useState<string | null>(null);
  const draft = directive.state === 'draft';
  const mayEdit = can('directives.issue');
  const changed = Object.keys(edits).length > 0 || obligations !== directive.obligations;

  const save = async () => {
    const params = { path: { directive_id: directive.id } };
    if (Object.keys(edits).length > 0)
      await data(
        client.PATCH('/api/v1/directives/{directive_id}', {
          params,
          // A field that is not sent stays; null empties it.
          body: Object.fromEntries(
            Object.entries(edits).map(([name, value]) => [name, value.trim() || null]),
          ) as never,
        }),
      );
    if (obligations !== directive.obligations)
      await data(
        client.PUT('/api/v1/directives/{directive_id}/obligations', {
          params,
          body: {
            obligations: obligations.map(
              ({ id, title, code, weight, proof_class, included, due_at }) => ({
                id,
                title,
                code,
                weight,
                proof_class,
                included,
                due_at: due_at ?? null,
              }),
            ),
          },
        }),
      );
  };
  const refresh = () =>
    Promise.all(
      [['directives'], ['board'], ['today']].map((queryKey) =>
        cache.invalidateQueries({ queryKey }),
      ),
    );
  const keep = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await refresh();
      setEdits({});
      done(t('console.directive.saved'));
    },
    onError: wrong,
  });
  const confirm = useMutation({
    mutationFn: async () => {
      await save();
      await data(
        client.POST('/api/v1/directives/{directive_id}/confirm', {
          params: { path: { directive_id: directive.id } },
        }),
      );
    },
    onSuccess: async () => {
      await refresh();
      done(t('console.directive.confirmed'));
      await navigate({ to: '/theo-doi/$id', params: { id: directive.id } });
    },
    onError: wrong,
  });

  const included = obligations.filter((obligation) => obligation.included).length;
  const title = directiveTitle({
    ...directive,
    subject: edits.subject ?? directive.subject ?? null,
  });
  return (
    <Page
      title={title}
      crumbs={[
        { text: t('console.menu.board'), to: '/theo-doi' },
        ...(draft
          ? []
          : [
              {
                text: directive.number ?? t('console.directive.board'),
                to: `/theo-doi/${directive.id}`,
              },
            ]),
      ]}
      under={
        <>
          <Tag tone={draft ? 'ochre' : 'leaf'}>
            {t(`console.directive.states.${directive.state}`)}
          </Tag>{' '}
          {t('console.directive.received_at', { at: dateTime(directive.received_at) })}
        </>
      }
      actions={
        <>
          {!draft && (
            <ButtonLink variant="default" to="/theo-doi/$id" params={{ id: directive.id }}>
              {t('console.directive.to_board')}
            </ButtonLink>
          )}
          {mayEdit && changed && (
            <Button variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
              {t('console.common.save')}
            </Button>
          )}
          {mayEdit && draft && (
            <Button
              loading={confirm.isPending}
              disabled={included === 0}
              onClick={() => confirm.mutate()}
            >
              {t('console.directive.confirm', { count: number(included) })}
            </Button>
          )}
        </>
      }
    >
      {draft && <Note tone="leaf">{t('console.directive.check')}</Note>}
      <div className={styles.columns}>
        <div className="stack">
          <LetterFields
            directive={directive}
            edits={edits}
            onEdit={mayEdit ? (name, value) => setEdits({ ...edits, [name]: value }) : undefined}
            onShow={setShown}
          />
          <Obligations
            obligations={obligations}
            onChange={mayEdit ? setObligations : undefined}
            onShow={setShown}
          />
          <PopulationCard directive={directive} mayEdit={mayEdit} />
          <LetterParts directive={directive} mayEdit={mayEdit} />
        </div>
        <LetterText directive={directive} shown={shown} />
      </div>
    </Page>
  );
}

export default function LetterPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data: directive, error, refetch } = useQuery(queries.directive(id));
  const crumbs = useMemo(() => [{ text: t('console.menu.board'), to: '/theo-doi' }], [t]);
  if (error && !directive)
    return (
      <Page title={t('console.directive.letter')} crumbs={crumbs}>
        <Trouble error={error} again={refetch} />
      </Page>
    );
  if (!directive)
    return (
      <Page title={<Bone width={420} height={26} />} crumbs={crumbs}>
        <div className={styles.columns}>
          <Card>
            <BoneRows rows={8} columns={[30, 60]} />
          </Card>
          <Card>
            <BoneRows rows={8} columns={[100]} />
          </Card>
        </div>
      </Page>
    );
  // What the server knows anew replaces what was being edited only when it was saved.
  return (
    <Loaded key={JSON.stringify([directive.state, directive.obligations])} directive={directive} />
  );
}
