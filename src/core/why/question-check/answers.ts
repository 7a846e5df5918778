/** Advice in any clothes: orders, solutions told, and solutions asked for as if they were questions. */
const advice: readonly RegExp[] = [
  /\b(?:you|u) (?:should|must|need to|have to|ought to|could just|can just|can simply|just need)\b/i,
  /\b(?:the|your) (?:fix|solution|answer|problem|issue|bug|root cause|culprit) (?:is|was|here is|lies)\b(?! (?:in|on|with|of) (?:which|what))/i,
  /^(?:so |ok |well,? |hm,? )?(?:the|your) (?:cause|reason) (?:is|was)\b/i,
  /\b(?:have|did|had) (?:you|we) (?:please |already |also |just |maybe |not |ever )*(?:tr(?:y|ied)|consider(?:ed)?|forg[eo]t(?:ten)?|remember(?:ed)? to|miss(?:ed)?|installed|upgraded|restarted|cleared|disabled|enabled|increased|reinstalled|added (?:the|a|an)|run (?:npm|the))\b/i,
  /\b(?:could|can|would|will|do|shall|should) (?:you|we|i) (?:please |already |also |just |maybe |not |ever )*(?:try|consider|add|change|replace|install|upgrade|downgrade|restart|delete|remove|clear|disable|enable|increase|reinstall|switch|wrap|use\b.{0,40}\binstead|set (?:the|your|it))\b/i,
  /\b(?:why (?:don'?t|not|didn'?t) you|why not|how about|what about (?:using|adding|setting|changing)|what if you|wouldn'?t it (?:be better|help)|shouldn'?t (?:you|it|the)|isn'?t it (?:because|that|just))\b/i,
  /\b(?:try|consider) (?:to |using|adding|setting|changing|running|restarting|removing|installing|the|a|an)\b/i,
  /^(?:please |just |simply |first,? |then )*(?:add|change|replace|use|install|upgrade|downgrade|restart|delete|remove|clear|disable|enable|increase|reinstall|switch|wrap|set|run|put|move|make sure|ensure|check that|update|import|open|start|stop|kill|rename|create)\b/i,
  /[.!:;,] ?(?:so |then |just |please |simply )*(?:add|change|replace|use|install|upgrade|restart|delete|remove|disable|enable|increase|reinstall|switch|wrap|set|run|update|kill|rename)\b (?:the|your|it|a|an|to|from|\S+ (?:to|with|in|before|after|instead))/i,
  /\b(?:this|it|that) (?:happens|fails|is failing|breaks|occurs|is|means) because\b/i,
  /\b(?:because|since) (?:you|your) (?:\w+ )?(?:forgot|did ?n[o']t|have ?n[o']t|are not|aren't|never|is|are|was)\b/i,
  /\b(?:here(?:'s| is) (?:the|a|how)|to (?:fix|solve|resolve) (?:this|it|the))\b/i,
];

/** Whether a question tells the member what to do, or what the cause is. What stands in the member's own quoted words is left out. */
export function givesAnswer(question: string): boolean {
  const own = question.replace(/“[^”]*”/g, '“”').replaceAll('’', "'");
  return advice.some((pattern) => pattern.test(own));
}
