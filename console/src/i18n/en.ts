import { merge, type Tree } from './index';

const files = import.meta.glob<Tree>('@catalog/locales/en/*.json', {
  eager: true,
  import: 'default',
});

export default merge(Object.values(files));
