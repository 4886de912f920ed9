import type { Actor } from "../../../access/actor.ts";
import type { Click } from "../../../model/notice.ts";
import type { Carried } from "./dialogs/modal.ts";
import type { Account } from "./identify.ts";

/** A press of a button. */
export interface Pressed<What extends Click = Click> {
  readonly click: What;
  readonly actor: Actor;
  readonly account: Account;
  /** Of this press alone; the same press told twice counts once. */
  readonly press: string;
  readonly carried: Carried;
}
