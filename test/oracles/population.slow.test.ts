import { describe, expect, it } from 'vitest';
import { deep } from '../deep.ts';
import { stepsOf } from './chat-input.ts';
import { allZones } from './population/zones.ts';
import { makePopulation } from './population.ts';
import { hour, instantOf, minute } from './reminders/local-time.ts';
import { expectedDeliveries } from './reminders.ts';

const population = makePopulation(deep ? {} : { people: 600 });
const deliveries = expectedDeliveries(population);

describe('a population', () => {
  it('is the same for the same seed, and another for another', () => {
    const small = { people: 60, communities: 5 };
    expect(makePopulation(small)).toEqual(makePopulation(small));
    expect(makePopulation({ ...small, seed: 1 }).people).not.toEqual(makePopulation(small).people);
  });

  it('survives being written as JSON', () => {
    expect(JSON.parse(JSON.stringify(population))).toEqual(population);
  });

  it('lives in all zones, those that Intl does not list among them', () => {
    const zones = new Set(population.people.map((it) => it.zone));
    expect([...zones].sort()).toEqual(allZones());
    for (const zone of [
      'UTC',
      'Asia/Kathmandu',
      'Asia/Kolkata',
      'Europe/Kyiv',
      'America/Argentina/Buenos_Aires',
    ])
      expect(zones).toContain(zone);
    expect(zones.size).toBeGreaterThan(400);
  });

  it('does everything that a person can do', () => {
    const kinds = population.people.flatMap((it) =>
      it.actions.map((action) => (action.kind === 'press' ? action.button : action.kind)),
    );
    const all =
      'log snooze skip stop command start resume prompt-time zone day-start cadence nudge nudge-time rest pause';
    expect(new Set(kinds)).toEqual(new Set(all.split(' ')));
  });

  it('has prompts before the day start, and in the hour that the clock skips', () => {
    const berlin = [
      'Europe/Berlin',
      'Europe/Madrid',
      'Europe/Rome',
      'Europe/Vienna',
      'Europe/Paris',
      'Europe/Oslo',
    ];
    const central = makePopulation({ people: 5 * allZones().length }).people.filter((it) =>
      berlin.includes(it.zone),
    );
    expect(population.people.some((it) => it.promptTime < it.dayStart)).toBe(true);
    expect(central.some((it) => it.promptTime > 120 && it.promptTime < 180)).toBe(true);
  });

  it('acts one after the other, never while the process is down or on a full minute', () => {
    const { downtimes } = population;
    expect(downtimes.map((it) => (instantOf(it.to) - instantOf(it.from)) / minute)).toEqual([
      1,
      26 * 60,
      1,
      60,
    ]);
    const inputs = stepsOf(population).filter((it) => it.kind === 'input');
    const instants = inputs.map((it) => instantOf(it.at));
    expect(new Set(instants).size).toBe(instants.length);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(instants.filter((it) => it % minute === 0)).toEqual([]);
    for (const { from, to } of downtimes)
      expect(
        inputs.filter(({ at }) => instantOf(at) >= instantOf(from) && instantOf(at) < instantOf(to)),
      ).toEqual([]);
    for (const { joinedAt, actions } of population.people) {
      const own = actions.map((it) => it.at);
      expect(own).toEqual([...own].sort());
      expect(own.every((at) => at > joinedAt)).toBe(true);
    }
  });
});

describe('what is expected of it', () => {
  it('names no delivery twice', () => {
    const names = deliveries.map(({ owner, kind, key }) => `${owner} ${kind} ${key}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has every kind of delivery and every outcome', () => {
    const seen = new Set(
      deliveries.map(({ kind, outcome, late }) => `${kind} ${outcome}${late ? ' late' : ''}`),
    );
    for (const kind of ['prompt', 'nudge', 'snooze-1', 'snooze-2', 'snooze-3', 'roundup'])
      expect(seen).toContain(`${kind} sent`);
    for (const kind of ['prompt', 'nudge', 'roundup']) {
      expect(seen).toContain(`${kind} sent late`);
      expect(seen).toContain(`${kind} missed`);
    }
    expect(seen).toContain('prompt parked');
  });

  it('happens at once or when the process is up again, at most 4 hours late', () => {
    for (const { dueAt, at, outcome, late } of deliveries) {
      const [due, done] = [instantOf(dueAt), instantOf(at)];
      const down = population.downtimes.find((it) => instantOf(it.from) <= due && due < instantOf(it.to));
      expect(at).toBe(down?.to ?? dueAt);
      if (outcome !== 'missed') expect(done - due).toBeLessThanOrEqual(4 * hour);
      expect(late).toBe(outcome === 'sent' && done - due > 5 * minute);
    }
  });

  it('comes at the prompt time on the wall, as Intl reads it', () => {
    const quiet = population.people.filter((it) => it.actions.length === 0);
    const clocks = new Map(quiet.map((it) => [it.id, it]));
    let checked = 0;
    for (const { owner, kind, dueAt, key } of deliveries) {
      const person = clocks.get(owner);
      if (!person || kind !== 'prompt') continue;
      const { date, minutes } = read(person.zone, dueAt);
      // What the clock skips (an hour at most) comes by as much later.
      expect([0, 30, 60]).toContain((minutes - person.promptTime + 1440) % 1440);
      expect(Date.parse(date) - Date.parse(key)).toBe(person.promptTime < person.dayStart ? 24 * hour : 0);
      checked++;
    }
    expect(checked).toBeGreaterThan(300);
  });
});

function read(timeZone: string, iso: string): { date: string; minutes: number } {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const [date = '', time = ''] = shown.format(new Date(iso)).split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { date, minutes: hours * 60 + minutes };
}
