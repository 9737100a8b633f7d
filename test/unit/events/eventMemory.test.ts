import type { IDataObject, INode, IWebhookFunctions } from 'n8n-workflow';

import { EventMemory } from '../../../nodes/orders/events/eventMemory';

let workflows = 0;

/** The static data of a workflow of its own. */
class Workflow {
	readonly id = `workflow ${(workflows += 1)}`;
	/** As n8n keeps it: only what survives as JSON. */
	kept: IDataObject = {};
	/** What the memory asked for the data of. */
	readonly asked: string[] = [];

	constructor(private readonly isSaved = true) {}

	/** As a call of the vendor's opens it. */
	memory(node = 'node 1'): EventMemory {
		return new EventMemory(
			Object.assign({} as IWebhookFunctions, {
				getWorkflowStaticData: (kind: string) => {
					this.asked.push(kind);
					return this.kept;
				},
				getWorkflow: () => ({ id: this.isSaved ? this.id : undefined }),
				getNode: (): Partial<INode> => ({ id: node }),
			}),
		);
	}
}

describe('the events that a trigger has passed on', () => {
	it('are known when they are repeated, and kept for the next start of n8n', () => {
		const workflow = new Workflow();
		expect(workflow.memory().claim('e1')).toBe(true);
		expect(workflow.memory().claim('e1')).toBe(false);
		expect(workflow.kept).toEqual({ events: ['e1'] });
		expect(workflow.asked).toEqual(['node', 'node']);
	});

	it('are known after n8n was started anew', () => {
		const workflow = new Workflow();
		workflow.kept = { events: ['e1', 5, null, { id: 'e2' }] };
		expect(workflow.memory().claim('e1')).toBe(false);
		expect(workflow.memory().claim('e2')).toBe(true);
		expect(workflow.kept).toEqual({ events: ['e1', 'e2'] });
	});

	it.each([undefined, null, 'e1', 5, { 0: 'e1' }])(
		'are none if %j was kept',
		(events: IDataObject[string]) => {
			const workflow = new Workflow();
			workflow.kept = { events };
			expect(workflow.memory().claim('e')).toBe(true);
			expect(workflow.memory().claim('e1')).toBe(true);
			expect(workflow.kept).toEqual({ events: ['e', 'e1'] });
		},
	);

	it('are not those of another trigger of the workflow, and not those of another workflow', () => {
		const workflow = new Workflow();
		expect(workflow.memory('node 1').claim('e1')).toBe(true);
		workflow.kept = {};
		expect(workflow.memory('node 2').claim('e1')).toBe(true);
		expect(new Workflow().memory('node 1').claim('e1')).toBe(true);
	});

	it('are known, too, in a workflow that was never saved', () => {
		const node = `node of ${new Workflow().id}`;
		expect(new Workflow(false).memory(node).claim('e1')).toBe(true);
		expect(new Workflow(false).memory(node).claim('e1')).toBe(false);
	});

	it('are known to a call that came at the same time, before n8n has kept anything', () => {
		const workflow = new Workflow();
		const one = workflow.memory();
		workflow.kept = {};
		const other = workflow.memory();
		expect([one.claim('e1'), other.claim('e1')]).toEqual([true, false]);
		expect([other.claim('e2'), one.claim('e2')]).toEqual([true, false]);
		expect(workflow.kept).toEqual({ events: ['e1', 'e2'] });
	});

	it('are unknown again if they could not be dealt with', () => {
		const workflow = new Workflow();
		const memory = workflow.memory();
		memory.claim('e1');
		memory.claim('e2');
		memory.release('e1');
		expect(workflow.kept).toEqual({ events: ['e2'] });
		expect(workflow.memory().claim('e1')).toBe(true);
	});

	it('are the last 500', () => {
		const workflow = new Workflow();
		const memory = workflow.memory();
		for (let number = 1; number <= 500; number++) memory.claim(`e${number}`);
		expect(workflow.kept.events).toHaveLength(500);
		expect(memory.claim('e1')).toBe(false);
		expect(memory.claim('e501')).toBe(true);
		expect(workflow.kept.events).toHaveLength(500);
		expect(memory.claim('e2')).toBe(false);
		expect(memory.claim('e1')).toBe(true);
	});
});
