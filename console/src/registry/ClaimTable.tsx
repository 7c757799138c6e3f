// Address ranges: whose, from when, approved or not, and what they lie over.
import { Button, Modal, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import type { Claim, ClaimState } from '@/api/types';
import { useCan } from '@/app/can';
import { done, wrong } from '@/app/toasts';
import { Tag } from '@/components/states';
import { TwoLines, VirtualTable, type VirtualColumn } from '@/components/VirtualTable';
import { date } from '@/lib/format';
import { lastDay } from '@/lib/time';

const TONES: Record<ClaimState, 'ochre' | 'leaf' | 'plain'> = {
  claimed: 'ochre',
  approved: 'leaf',
  rejected: 'plain',
  withdrawn: 'plain',
};

function Refuse({
  claim,
  onRefuse,
  onClose,
}: {
  claim: Claim;
  onRefuse: (reason: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('console.claims.refuse_title', { space: claim.space })}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onRefuse(reason.trim());
        }}
      >
        <Textarea
          data-autofocus
          required
          autosize
          minRows={3}
          label={t('console.actions.field_reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit">{t('console.claims.refuse')}</Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

export function ClaimTable({
  rows,
  withBody = true,
  more,
}: {
  rows: Claim[];
  withBody?: boolean;
  more?: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const cache = useQueryClient();
  const [refusing, setRefusing] = useState<Claim | null>(null);
  const decide = useMutation({
    mutationFn: ({ claim, approve, reason }: { claim: Claim; approve: boolean; reason?: string }) =>
      data(
        client.POST('/api/v1/claims/{claim_id}/approval', {
          params: { path: { claim_id: claim.id } },
          body: { approve, ...(reason ? { reason } : {}) },
        }),
      ),
    onSuccess: async (_, { approve }) => {
      await Promise.all(
        [['claims'], ['organizations'], ['queue']].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
      setRefusing(null);
      done(approve ? t('console.claims.approved') : t('console.claims.refused'));
    },
    onError: wrong,
  });
  const phone = useMediaQuery('(max-width: 760px)');
  const columns: VirtualColumn<Claim>[] = [
    {
      key: 'space',
      title: t('console.claims.space'),
      width: phone ? 140 : 196,
      cell: (claim) => (
        <TwoLines
          first={<span className="mono">{claim.space}</span>}
          second={[
            t(`console.claims.kind_${claim.kind}`),
            claim.shared_exit && t('console.claims.shared'),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    ...(withBody
      ? [
          {
            key: 'body',
            title: t('console.rows.body'),
            cell: (claim: Claim) => (
              <TwoLines
                first={
                  <Link to="/don-vi/$id" params={{ id: claim.organization.id }}>
                    {claim.organization.name}
                  </Link>
                }
                second={claim.site?.name}
              />
            ),
          },
        ]
      : []),
    {
      key: 'dates',
      title: t('console.claims.dates'),
      width: 200,
      wide: true,
      cell: (claim) => (
        <span className="second">
          {claim.from ? date(claim.from) : '…'} –{' '}
          {claim.to ? date(lastDay(claim.to)) : t('console.claims.open_end')}
        </span>
      ),
    },
    {
      key: 'overlaps',
      title: t('console.claims.overlaps'),
      wide: true,
      cell: (claim) =>
        claim.overlaps.length === 0 ? (
          <span className="third">–</span>
        ) : (
          <TwoLines
            first={
              <span style={{ color: 'var(--ochre)' }}>
                <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />{' '}
                {claim.overlaps[0]?.organization.name}
              </span>
            }
            second={claim.overlaps.map(({ space }) => space).join(', ')}
          />
        ),
    },
    {
      key: 'state',
      title: t('console.findings.column_state'),
      width: phone ? 126 : can('claims.approve') ? 210 : 120,
      cell: (claim) =>
        claim.state === 'claimed' && can('claims.approve') ? (
          <span className="row" style={{ gap: 6 }}>
            <Button
              size="xs"
              loading={decide.isPending && decide.variables.claim.id === claim.id}
              onClick={() => decide.mutate({ claim, approve: true })}
            >
              {t('console.claims.approve')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setRefusing(claim)}>
              {t('console.claims.refuse')}
            </Button>
          </span>
        ) : (
          <Tag tone={TONES[claim.state]}>{t(`console.claims.state_${claim.state}`)}</Tag>
        ),
    },
  ];
  return (
    <>
      <VirtualTable
        label={t('console.registry.claims')}
        rows={rows}
        columns={columns}
        keyOf={(claim) => claim.id}
        more={more}
      />
      {refusing && (
        <Refuse
          claim={refusing}
          onClose={() => setRefusing(null)}
          onRefuse={(reason) => decide.mutate({ claim: refusing, approve: false, reason })}
        />
      )}
    </>
  );
}
