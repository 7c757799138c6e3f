import { merge } from './index';

type Tree = Parameters<typeof merge>[0][number];

const files = import.meta.glob<Tree>('@catalog/locales/vi/*.json', { eager: true, import: 'default' });

export default merge(Object.values(files));
