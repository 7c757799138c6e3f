// The frame of a page: crumbs for the head, title, the time of the figures, one main action.
import { Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useCrumbs, type Crumb } from '@/app/crumbs';
import styles from './Page.module.css';

export function Page({
  title,
  plainTitle,
  under,
  actions,
  crumbs = [],
  narrow = false,
  children,
}: {
  title: ReactNode;
  plainTitle?: string;
  under?: ReactNode;
  actions?: ReactNode;
  crumbs?: Crumb[];
  narrow?: boolean;
  children: ReactNode;
}) {
  const name = plainTitle ?? (typeof title === 'string' ? title : '');
  useCrumbs([...crumbs, { text: name }]);
  useEffect(() => {
    if (name) document.title = `${name} · Lũy Tre`;
  }, [name]);
  return (
    <div className={styles.page} data-narrow={narrow || undefined}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1>{title}</h1>
          {under && <div className={styles.under}>{under}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Card({
  title,
  aside,
  children,
  flush = false,
  className,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  flush?: boolean;
  className?: string;
}) {
  return (
    <section className={`${styles.card ?? ''} ${className ?? ''}`} data-flush={flush || undefined}>
      {title && (
        <div className={styles.cardHead}>
          <h2>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

export function Figure({
  label,
  value,
  unit,
  under,
  tone,
  to,
}: {
  label: string;
  value: string;
  unit?: ReactNode;
  under?: ReactNode;
  tone?: 'ochre' | 'second' | 'vermilion';
  to?: { to: string; search?: Record<string, string> };
}) {
  const inner = (
    <>
      <span className={styles.figureLabel}>{label}</span>
      <span className={styles.figureValue}>
        <strong data-tone={tone}>{value}</strong> {unit && <span>{unit}</span>}
      </span>
      <span className={styles.figureUnder}>{under}</span>
    </>
  );
  return to ? (
    <Link {...to} className={styles.figure} data-link="">
      {inner}
    </Link>
  ) : (
    <div className={styles.figure}>{inner}</div>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <div className={styles.figures}>{children}</div>;
}
