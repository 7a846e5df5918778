import type { NamedCause } from './named-cause.ts';

/** Package managers, containers, version control, hosting, and the machine itself. */
export const toolCauses: readonly NamedCause[] = [
  [
    'global-install-forbidden',
    /EACCES[\s\S]{0,200}(?:\/lib\/node_modules|npm-global|AppData[^\n]{0,40}npm)/i,
  ],
  ['peer-conflict', /\bERESOLVE\b/],
  ['native-build-failed', /gyp ERR!|node-gyp|prebuild-install/i],
  ['old-openssl-hash', /ERR_OSSL_EVP_UNSUPPORTED|digital envelope routines/i],
  ['package-unknown', /\bE404\b|is not in (?:the|this) (?:npm )?registry/],
  ['registry-token-invalid', /authentication token seems to be invalid/i],
  ['registry-login-missing', /Unable to authenticate, need|\bENEEDAUTH\b/i],
  ['version-unknown', /\bETARGET\b|No matching version found/],
  ['checksum-differs', /\bEINTEGRITY\b/],
  [
    'lockfile-outdated',
    /in sync\. Please update your lock|ERR_PNPM_OUTDATED_LOCKFILE|lockfile needs to be updated/i,
  ],
  ['script-missing', /Missing script:/i],
  ['python-managed-elsewhere', /externally-managed-environment/],
  [
    'watch-limit',
    /number of file watchers reached|watch\b[^\n]{0,300}\bENOSPC|ENOSPC[^\n]{0,80}\bwatch\b|inotify/i,
  ],
  ['disk-full', /ENOSPC|no space left on device/i],
  ['too-many-files', /EMFILE|too many open files/i],
  ['docker-port-taken', /port is already allocated|Bind for \S+ failed/i],
  ['container-name-taken', /container name [^\n]{1,200} is already in use/i],
  ['other-machine', /exec format error/i],
  [
    'image-missing',
    /manifest unknown|manifest for \S{1,200} not found|pull access denied|ErrImagePull|ImagePullBackOff/,
  ],
  ['copied-file-missing', /COPY failed|failed to compute cache key/],
  [
    'entry-point-missing',
    /exec: [^\n]{1,200}executable file not found|exec user process caused[^\n]{0,6}no such file/i,
  ],
  ['out-of-memory-killed', /OOMKilled|exit code 137/i],
  ['ssh-key-refused', /Permission denied \(publickey/i],
  ['host-key-unknown', /Host key verification failed/i],
  ['password-no-longer', /Support for password authentication was removed/i],
  ['no-right-to-push', /Permission to \S+ denied to|remote: Permission|You are not allowed to push/i],
  [
    'push-behind',
    /non-fast-forward|tip of your current branch is behind|\(fetch first\)|remote contains work/i,
  ],
  ['merge-conflict', /^CONFLICT \(|Automatic merge failed/m],
  ['changes-in-the-way', /local changes to the following files would be overwritten/i],
  ['histories-unrelated', /refusing to merge unrelated histories/i],
  ['not-a-repository', /not a git repository/i],
  ['port-not-bound', /failed to bind to \$PORT/i],
  ['answer-too-slow', /code=H12\b/],
  ['app-crashed', /code=H10\b/],
  [
    'no-cloud-credentials',
    /Unable to locate credentials|Could not load credentials from any providers|NoCredentialsError/i,
  ],
  ['cloud-signature', /SignatureDoesNotMatch/],
];
