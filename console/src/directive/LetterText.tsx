import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DirectiveDetail } from '@/api/types';
import { marksOf, pieces } from './marks';
import styles from './LetterPage.module.css';

/** The text of the letter; the stretch that a field or an obligation came from is marked. */
export function LetterText({
  directive,
  shown,
}: {
  directive: DirectiveDetail;
  shown: string | null;
}) {
  const { t } = useTranslation();
  const place = useRef<HTMLElement>(null);
  const marks = useMemo(() => marksOf(directive), [directive]);
  useEffect(() => {
    if (!shown) return;
    const box = place.current;
    const mark = box?.querySelector<HTMLElement>('[data-on]');
    if (!box || !mark) return;
    const over = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (over < 40 || over > box.clientHeight - 80)
      box.scrollTo({ top: box.scrollTop + over - box.clientHeight / 3, behavior: 'smooth' });
  }, [shown]);
  return (
    // A scrolling place must be reachable by keyboard.

    <section
      ref={place}
      className={styles.text}
      // A labelled section is a region, and what scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('console.directive.text')}
    >
      {directive.reading.blocks.map((block) => (
        <p key={block.index} data-kind={block.kind}>
          {pieces(
            block.text,
            marks.filter((mark) => mark.block === block.index),
          ).map((piece, at) =>
            piece.key ? (
              <mark
                key={at}
                data-kind={piece.key.split(':')[0]}
                data-on={piece.key === shown || undefined}
              >
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
        </p>
      ))}
    </section>
  );
}
