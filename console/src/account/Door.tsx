// The frame of the pages before signing in.
import type { ReactNode } from 'react';
import { lazy, Suspense, useEffect } from 'react';
import { Mark } from '@/components/Mark';
import styles from './Door.module.css';

const HeadMenus = lazy(() => import('@/app/HeadMenus'));

export function Door({
  title,
  under,
  children,
}: {
  title: string;
  under?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Lũy Tre`;
  }, [title]);
  return (
    <div className={styles.door}>
      <div className={styles.switches}>
        <Suspense>
          <HeadMenus />
        </Suspense>
      </div>
      <main id="main" className={styles.box}>
        <div className={styles.brand}>
          <Mark size={44} />
          <span>Lũy Tre</span>
        </div>
        <h1>{title}</h1>
        {under && <p className="second">{under}</p>}
        {children}
      </main>
    </div>
  );
}
