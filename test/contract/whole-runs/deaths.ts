import { expect, test } from "vitest";
import type { Program } from "../../../src/playbook/program.ts";
import { gate } from "../../engine/worker/outside.ts";
import { fire, lapsing, read } from "../../engine/worker/world.ts";
import type { OpenCrew } from "../whole-runs.ts";
import type { Crew } from "./crew.ts";
import { taskIs } from "./states.ts";

export function exerciseDeaths(openCrew: OpenCrew): void {
  test("reads again what the first one had begun to read", async () => {
    const crew = await openCrew();
    const { world, goToWork, endOf } = crew;
    const program = world.programOf([read("look"), read("after")]);
    const run = await leftBehind(crew, program, "look");

    goToWork();

    expect((await endOf(run, program)).outcome).toBe("nothing_to_do");
    expect(world.outside.sentBy("look")).toHaveLength(2);
  });

  test("asks people about a change that the first one may have made, and sends it no more", async () => {
    const crew = await openCrew();
    const { world, goToWork, until, tell, endOf } = crew;
    const program = world.programOf([fire("shot"), read("after")]);
    const run = await leftBehind(crew, program, "shot");

    goToWork();
    await until(run, taskIs("shot", "in_doubt"));
    await tell(run, { is: "settled", step: "shot", item: 0, by: "ann", verdict: "happened" });

    await endOf(run, program);
    expect(world.outside.sentBy("shot")).toHaveLength(1);
    expect(world.outside.sentBy("after")).toHaveLength(1);
  });
}

/** A run whose worker has sent an effect, and is never heard of again. */
async function leftBehind({ world, begin }: Crew, program: Program, step: string) {
  const never = gate().behaviour;
  let isFirst = true;
  world.outside.answerWith(step, async (sent) => {
    const answer = isFirst ? never(sent) : DONE;
    isFirst = false;
    return answer;
  });
  const run = await begin(program);
  const sent = world.outside.nextSent(step);
  void world.worker({ store: lapsing(world.store) }).onWake(run, 0);
  await sent;
  return run;
}

const DONE = { ok: true, output: { value: 1 }, summary: "Done." } as const;
