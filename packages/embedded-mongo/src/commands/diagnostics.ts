import { arch, cpus, hostname, type as osType, release, totalmem } from 'node:os';
import { type Doc, doc, double, Long, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { serverVersion } from '../server.ts';
import { type Command, collectionName, findCollection } from './operation-context.ts';

const version = serverVersion.slice(0, 3).join('.');

export const serverStatus: Command = ({ server }) => {
  const uptime = Date.now() - server.startedAt;
  const { connectionsMade, ...opcounters } = server.opCounters;
  const memory = process.memoryUsage();
  return doc({
    host: hostname(),
    version,
    process: 'embedded-mongo',
    pid: Long.fromNumber(process.pid),
    uptime: double(Math.floor(uptime / 1000)),
    uptimeMillis: Long.fromNumber(uptime),
    localTime: new Date(server.now()),
    connections: doc({ current: server.connections, available: 10_000, totalCreated: connectionsMade }),
    opcounters: doc({ ...opcounters }),
    mem: doc({ bits: 64, resident: Math.round(memory.rss / 1024 / 1024), supported: true }),
    metrics: doc({ cursor: doc({ open: doc({ total: server.cursors.size }) }) }),
    storageEngine: doc({ name: 'lmdb', persistent: true }),
  });
};

export const dbStats: Command = ({ server, database, args }) => {
  const scale = args.integer('scale', 1) ?? 1;
  args.ignore('freeStorage');
  args.refuseUnknownFields();
  const collections = server.catalog.collections(database);
  const sizes = collections.map((collection) => collection.sizes());
  const sum = (pick: (size: (typeof sizes)[number]) => number) =>
    sizes.reduce((total, it) => total + pick(it), 0);
  const objects = sum((it) => it.count);
  return doc({
    db: database,
    collections: Long.fromNumber(collections.length),
    views: Long.ZERO,
    objects: Long.fromNumber(objects),
    avgObjSize: double(objects > 0 ? sum((it) => it.size) / objects : 0),
    dataSize: double(sum((it) => it.size) / scale),
    storageSize: double(sum((it) => it.storageSize) / scale),
    indexes: Long.fromNumber(sum((it) => it.nindexes)),
    indexSize: double(sum((it) => it.totalIndexSize) / scale),
    totalSize: double(sum((it) => it.storageSize + it.totalIndexSize) / scale),
    scaleFactor: Long.fromNumber(scale),
  });
};

export const collStats: Command = (context) => {
  const name = collectionName(context);
  const scale = context.args.integer('scale', 1) ?? 1;
  context.args.refuseUnknownFields();
  const collection = findCollection(context, name);
  const sizes = collection?.sizes();
  const indexSizes: Doc = new Map(
    (collection?.indexes ?? []).map((index): [string, Value] => [index.name, 0]),
  );
  return doc({
    ns: `${context.database}.${name}`,
    size: Math.round((sizes?.size ?? 0) / scale),
    count: sizes?.count ?? 0,
    avgObjSize: sizes?.avgObjSize,
    storageSize: Math.round((sizes?.storageSize ?? 0) / scale),
    capped: collection?.cappedLimits !== undefined,
    max: collection?.options.get('max'),
    maxSize: collection?.cappedLimits && Math.round(collection.cappedLimits.bytes / scale),
    nindexes: sizes?.nindexes ?? 0,
    indexSizes,
    totalIndexSize: Math.round((sizes?.totalIndexSize ?? 0) / scale),
    totalSize: Math.round(((sizes?.storageSize ?? 0) + (sizes?.totalIndexSize ?? 0)) / scale),
    scaleFactor: scale,
  });
};

export const hostInfo: Command = () =>
  doc({
    system: doc({
      currentTime: new Date(),
      hostname: hostname(),
      cpuAddrSize: 64,
      memSizeMB: Long.fromNumber(Math.round(totalmem() / 1024 / 1024)),
      numCores: cpus().length,
      cpuArch: arch(),
    }),
    os: doc({ type: osType(), name: osType(), version: release() }),
    extra: doc({}),
  });

export const getLog: Command = ({ args }) => {
  const which = args.source.get('getLog');
  if (which === '*') return doc({ names: ['global', 'startupWarnings'] });
  if (which !== 'global' && which !== 'startupWarnings')
    return fail('BadValue', `No log named '${String(which)}'`);
  return doc({ totalLinesWritten: 0, log: [] });
};

export const getCmdLineOpts: Command = ({ server }) =>
  doc({ argv: ['embedded-mongo'], parsed: doc({ storage: doc({ dbPath: server.dataDir }) }) });

const parameters: Readonly<Record<string, () => Value>> = {
  featureCompatibilityVersion: () => doc({ version: serverVersion.slice(0, 2).join('.') }),
  authenticationMechanisms: () => ['SCRAM-SHA-256'],
  logLevel: () => 0,
  enableTestCommands: () => false,
  ttlMonitorEnabled: () => true,
};

export const getParameter: Command = ({ args }) => {
  const asked = args.source.get('getParameter');
  const all = asked === '*' || (asked instanceof Map && asked.get('allParameters') === true);
  const names = Object.keys(parameters).filter((name) => all || args.any(name) !== undefined);
  if (names.length === 0) return fail('InvalidOptions', 'no option found to get');
  return doc(Object.fromEntries(names.map((name) => [name, parameters[name]!()])));
};

export const currentOp: Command = () => doc({ inprog: [] });

/** Everything is on disk already when it is acknowledged. */
export const fsync: Command = ({ args }) => {
  if (args.boolean('lock'))
    return fail('NotImplemented', 'fsync with lock is not supported by the embedded server');
  return doc({ numFiles: 1 });
};
