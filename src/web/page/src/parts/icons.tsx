import type { ComponentChildren } from 'preact';

/** Our own set: 24 units square, drawn with one stroke. An icon never speaks; its button's label does. */
function Icon({ children, size = 20 }: { children: ComponentChildren; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

interface Props {
  readonly size?: number;
}

export const HashIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h15.5M4 15h15.5" />
  </Icon>
);
export const PlusIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);
export const ChevronIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m7 10 5 5 5-5" />
  </Icon>
);
export const MenuIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M4 7h16M4 12h16M4 17h10" />
  </Icon>
);
export const CloseIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);
export const SendIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M5 12 4 4.5 20.5 12 4 19.5 5 12Zm0 0h7" />
  </Icon>
);
export const EyeOffIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M4 4l16 16M10 5.3A9.6 9.6 0 0 1 12 5c5 0 8.5 4.3 9.5 7-.4 1-1.1 2.2-2.2 3.4M6.5 7.2C4.4 8.6 3 10.6 2.5 12c1 2.7 4.5 7 9.5 7 1.5 0 2.9-.4 4.1-1M9.9 10a3 3 0 0 0 4.1 4.1" />
  </Icon>
);
export const SunIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />
  </Icon>
);
export const MoonIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />
  </Icon>
);
export const HalfIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 3.5v17A8.5 8.5 0 0 0 12 3.5Z" fill="currentColor" />
  </Icon>
);
export const FileIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5l-5-5Zm0 0v5h5" />
  </Icon>
);
export const SearchIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4 4" />
  </Icon>
);
export const CheckIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);
export const BellOffIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M4 4l16 16M7.5 7.6C6.9 8.5 6.5 9.7 6.5 11c0 4-2 5.5-2 5.5h12M10 4.7A5.5 5.5 0 0 1 17.5 11c0 1.4.2 2.5.6 3.4M10 19.5a2.2 2.2 0 0 0 4 0" />
  </Icon>
);
export const BellIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M6.5 11a5.5 5.5 0 0 1 11 0c0 4 2 5.5 2 5.5h-15s2-1.5 2-5.5ZM10 19.5a2.2 2.2 0 0 0 4 0" />
  </Icon>
);
export const FormIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M5 20h4L19.5 9.5a2.1 2.1 0 0 0 0-3l-2-2a2.1 2.1 0 0 0-3 0L5 14v6Zm8-13.5 4.5 4.5" />
  </Icon>
);
export const MoreIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M6 12v.01M12 12v.01M18 12v.01" stroke-width="2.75" />
  </Icon>
);
export const ReplyIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M9.5 5.5 4 11l5.5 5.5M4 11h9a7 7 0 0 1 7 7v1" />
  </Icon>
);
export const BinIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10.5 11v5M13.5 11v5" />
  </Icon>
);
export const ClapIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M9 14V8.2a1.3 1.3 0 0 1 2.6 0V12M11.6 12V6.3a1.3 1.3 0 0 1 2.6 0V12M14.2 12V7.4a1.3 1.3 0 0 1 2.6 0v5.2M16.8 12.6v-2.8a1.3 1.3 0 0 1 2.6 0v5.4a6 6 0 0 1-6 6c-2.6 0-4-1.1-5.1-3l-2.4-4a1.35 1.35 0 0 1 2.3-1.4L9 14" />
    <path d="m5.2 8.6-1.9-.9M7 5.2 5.9 3.5M11.2 3.8V2" />
  </Icon>
);
export const ConfettiIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m8.5 9.5-5 11 11-5z" />
    <path d="M13 7.5c1-1 1-2.5.2-3.5M16.5 11c1-1 2.5-1 3.5-.2M14.8 9.2 19 5M17.5 15.5v.01M9 4v.01M20.5 7.5v.01" />
  </Icon>
);
