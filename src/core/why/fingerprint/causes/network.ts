import type { NamedCause } from './named-cause.ts';

/** Names, connections, certificates, and what stands between a client and a server. */
export const networkCauses: readonly NamedCause[] = [
  [
    'name-not-resolved',
    /EAI_AGAIN|ENOTFOUND|could not translate host name|name or service not known|querySrv E|no such host|Temporary failure in name resolution/i,
  ],
  ['no-live-upstream', /no live upstreams/i],
  ['upstream-too-slow', /upstream timed out/i],
  ['upstream-hung-up', /upstream prematurely closed/i],
  [
    'docker-socket-forbidden',
    /permission denied while trying to connect to the docker|docker\.sock[^\n]{0,80}permission denied/i,
  ],
  [
    'docker-not-running',
    /cannot connect to the docker daemon|error during connect[\s\S]{0,80}docker|docker daemon is not running/i,
  ],
  ['connection-refused', /ECONNREFUSED|connection refused|actively refused/i],
  ['tls-cut-off', /before secure TLS connection was established/i],
  ['tls-to-plain-port', /WRONG_VERSION_NUMBER|wrong version number|packet length too long/i],
  ['connection-reset', /read ECONNRESET|connection reset by peer/i],
  [
    'connect-too-slow',
    /connect ETIMEDOUT|(?:UND_ERR_CONNECT|ERR_SOCKET_CONNECTION)_TIMEOUT|ConnectTimeoutError/i,
  ],
  [
    'port-in-use',
    /EADDRINUSE|address already in use|port (?:\d{1,5} )?(?:is|was|may) already (?:be )?in use/i,
  ],
  ['mail-login-refused', /Invalid login\b[^\n]{0,8}535|535[- ]5\.7\.\d/],
  ['broker-login-refused', /ACCESS_REFUSED - Login was refused/],
  ['port-forbidden', /listen EACCES/i],
  ['self-signed-leaf', /DEPTH_ZERO_SELF_SIGNED_CERT|self[- ]signed certificate(?! in certificate chain)/i],
  [
    'self-signed-chain',
    /SELF_SIGNED_CERT_IN_CHAIN|self[- ]signed certificate in certificate chain|UNABLE_TO_(?:VERIFY_LEAF|GET_ISSUER)/i,
  ],
  ['certificate-expired', /CERT_HAS_EXPIRED|certificate has expired/i],
  ['certificate-other-host', /ERR_TLS_CERT_ALTNAME|does not match certificate/i],
  [
    'rate-limited',
    /\b429\b[\s\S]{0,80}(?:too many|rate|quota)|too many requests|rate limit (?:exceeded|reached)/i,
  ],
  ['body-too-large', /request entity too large|PayloadTooLarge|client intended to send too large body/i],
];
