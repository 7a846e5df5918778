/**
 * Where a member opened a form, so that what they submit is answered there. Kept in memory for the newest thousand: a form
 * that outlives a restart is answered in the DM unless the request names the channel.
 */
export function openedForms<Source>(kept = 1000): {
  remember(member: string, form: string, source: Source): void;
  recall(member: string, form: string): Source | undefined;
} {
  const sources = new Map<string, Source>();
  return {
    remember(member, form, source) {
      const key = `${member}\0${form}`;
      sources.delete(key);
      sources.set(key, source);
      if (sources.size > kept) sources.delete(sources.keys().next().value as string);
    },
    recall: (member, form) => sources.get(`${member}\0${form}`),
  };
}
