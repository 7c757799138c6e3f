// Mantine's behaviour for the whole console. Colours are CSS variables (styles/tokens.css).
import { createTheme, type MantineColorsTuple } from '@mantine/core';

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
  // Plain values, not `Button.extend(…)`: that would carry every part to the first page.
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'filled' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 32 } },
    Checkbox: { defaultProps: { radius: 4 } },
    // Scroll locking would inject a style; styles/mantine.css does it.
    Modal: {
      defaultProps: {
        lockScroll: false,
        radius: 12,
        centered: true,
        transitionProps: { duration: 120 },
      },
    },
    Drawer: {
      defaultProps: { lockScroll: false, position: 'right', transitionProps: { duration: 140 } },
    },
    Menu: {
      defaultProps: { ...float, position: 'bottom-end', withInitialFocusPlaceholder: false },
    },
    Popover: { defaultProps: { ...float, withinPortal: true } },
    Tooltip: {
      defaultProps: { openDelay: 350, events: { hover: true, focus: true, touch: false } },
    },
    Select: {
      defaultProps: { checkIconPosition: 'right', comboboxProps: { shadow: 'md' } },
    },
  },
});
