// Mantine's behaviour for the whole console. Colours are CSS variables (styles/tokens.css).
import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  Drawer,
  Menu,
  Modal,
  Popover,
  Select,
  Tooltip,
  type MantineColorsTuple,
} from '@mantine/core';

const bamboo: MantineColorsTuple = [
  '#e6f2ea',
  '#cfe5d7',
  '#a9d2b8',
  '#7fd0a0',
  '#56b37c',
  '#3d9464',
  '#2f7d4f',
  '#276942',
  '#1f5c39',
  '#17452b',
];

const float = { shadow: 'md', radius: 'md', transitionProps: { duration: 90 } } as const;

export const theme = createTheme({
  primaryColor: 'bamboo',
  colors: { bamboo },
  fontFamily: 'var(--face)',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', variant: 'filled' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 32 } }),
    Checkbox: Checkbox.extend({ defaultProps: { radius: 4 } }),
    // Scroll locking would inject a style; styles/mantine.css does it.
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        radius: 12,
        centered: true,
        transitionProps: { duration: 120 },
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: { lockScroll: false, position: 'right', transitionProps: { duration: 140 } },
    }),
    Menu: Menu.extend({
      defaultProps: { ...float, position: 'bottom-end', withInitialFocusPlaceholder: false },
    }),
    Popover: Popover.extend({ defaultProps: { ...float, withinPortal: true } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, events: { hover: true, focus: true, touch: false } },
    }),
    Select: Select.extend({
      defaultProps: { checkIconPosition: 'right', comboboxProps: { shadow: 'md' } },
    }),
  },
});
