import { ActionIcon, Checkbox } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Obligation } from '@/api/types';
import { DateField } from '@/components/DateField';
import { Card } from '@/components/Page';
import { Tag } from '@/components/states';
import { endOfLocalDay } from '@/lib/time';
import { dayOf, number } from '@/lib/format';
import { ObligationEditor } from './ObligationEditor';
import { clausePlace } from './clause';
import { obligationTitle } from './titles';
import styles from './LetterPage.module.css';

/** What the letter asks for; each can be left out, corrected, and given a due date if the issuer set one. */
export function Obligations({
  obligations,
  onChange,
  onShow,
}: {
  obligations: Obligation[];
  onChange: ((obligations: Obligation[]) => void) | undefined;
  onShow: (key: string | null) => void;
}) {
  const { t } = useTranslation();
  const base = useId();
  const [open, setOpen] = useState<string | null>(null);
  const change = (id: string, to: Partial<Obligation>) =>
    onChange?.(obligations.map((one) => (one.id === id ? { ...one, ...to } : one)));
  const included = obligations.filter((one) => one.included).length;
  return (
    <Card
      title={t('console.directive.obligations', {
        count: number(included),
        all: number(obligations.length),
      })}
    >
      <ul className={styles.obligations}>
        {obligations.map((one) => (
          // The checkbox inside shows its place on focus; this does the same for the mouse.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={one.id}
            data-out={one.included ? undefined : true}
            onMouseEnter={() => onShow(`obligation:${one.id}`)}
            onMouseLeave={() => onShow(null)}
          >
            <Checkbox
              id={`${base}-${one.id}`}
              size="xs"
              mt={2}
              checked={one.included}
              disabled={!onChange}
              onFocus={() => onShow(`obligation:${one.id}`)}
              onChange={(event) => change(one.id, { included: event.currentTarget.checked })}
            />
            <span className={styles.what}>
              <label htmlFor={`${base}-${one.id}`}>{obligationTitle(one)}</label>
              <small>
                {[
                  one.clause && clausePlace(one.clause, (key, values) => t(key, values)),
                  t(`console.proof_classes.${one.proof_class}`),
                  t('console.board.bodies', { count: number(one.population.bound) }),
                  one.weight !== 1 &&
                    t('console.directive.weight_of', { weight: number(one.weight) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}{' '}
                {!one.measured && <Tag tone="hatch">{t('console.states.not_measured')}</Tag>}
              </small>
            </span>
            {one.included && (onChange ?? one.due_at) ? (
              <DateField
                size="xs"
                readOnly={!onChange}
                ariaLabel={t('console.directive.due_of', { title: obligationTitle(one) })}
                description={one.due_at ? undefined : t('console.directive.no_due')}
                value={one.due_at ? dayOf(new Date(one.due_at)) : ''}
                onChange={(day) => change(one.id, { due_at: day ? endOfLocalDay(day) : null })}
              />
            ) : (
              <span />
            )}
            {onChange ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-expanded={open === one.id}
                aria-label={t('console.directive.correct', { title: obligationTitle(one) })}
                onClick={() => setOpen(open === one.id ? null : one.id)}
              >
                <IconPencil size={16} stroke={1.75} />
              </ActionIcon>
            ) : (
              <span />
            )}
            {onChange && open === one.id && (
              <ObligationEditor obligation={one} onChange={(to) => change(one.id, to)} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
