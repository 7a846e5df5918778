const lead =
  /^(?:(?:because|so|well|ok(?:ay)?|hm+|i (?:think|guess|found|saw|see|noticed)(?: that)?|it (?:seems|turns out)(?: that)?|turns out(?: that)?|apparently|probably|maybe|yes|no(?! )|oh|ah|aha)[ ,:]+)+/i;

/** An answer without the words with which people begin to speak. */
export const withoutLead = (answer: string): string => answer.trim().replace(lead, '');

/** Words of which an answer that says nothing is made: "no reason", "it just is", "same as above". */
const filler = new Set(
  `a about above actually after again ago ah all already am an and any anything are as at be because been before being but by can
  cannot case clear clue come could course day did do does doing done dunno else even ever every exactly first for from get go good
  got guess had has have he hm hmm honestly how i idea idk if in indeed instead into is it its just kind kinda know last least like
  lol maybe me mean mentioned mm more most much my myself nah need neither never no nobody none nope nor not nothing now obvious
  obviously of off oh ok okay on one only or other our out particular particularly perhaps pretty probably question quite real
  really reason reasons remember said same say see so some somehow someone something sort still stuff such sure tell than that thats
  the their them then there theres these they thing things think this those to too true tbh uh um unsure unknown up us very was way
  we well were what whatever when where which while who whole why will with would wrote yeah yep yes yet you your
  don dont didn didnt doesn doesnt isn isnt wasn wasnt won wont couldn couldnt can cant ve re ll s t m d`
    .split(/\s+/)
    .filter(Boolean),
);
const fewestLetters = 8;

/** Whether an answer holds anything beyond filler: two words of substance, or one long one. */
export function saysSomething(answer: string): boolean {
  const words = (answer.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? []).filter((it) => !filler.has(it));
  return words.join('').length >= fewestLetters;
}
