/** A person cannot do this in Discord's client: the test asks for something that would never reach the bot. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible';
}
