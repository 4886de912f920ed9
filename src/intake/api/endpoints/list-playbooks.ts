import { PlaybooksView } from "../views/playbook-view.ts";
import type { Endpoint } from "./endpoint.ts";

export const listPlaybooks: Endpoint = async (context, { playbooks }) =>
  context.json(PlaybooksView.parse({ playbooks: await playbooks() }));
