import type { Application, SaveApplicationInput } from '../../contract/application.ts';

export function buildBody(title = 'Data Engineer', over: Partial<SaveApplicationInput> = {}): SaveApplicationInput {
  return { posting: { title, company: 'Ørsted', url: 'https://orsted.example/jobs/1' }, ...over };
}

let made = 0;

/** An application as the server presents it. */
export function buildApplication(
  over: Partial<Omit<Application, 'posting'>> & { posting?: Partial<Application['posting']> } = {},
): Application {
  made += 1;
  return {
    id: `01890000-0000-7000-8000-${String(made).padStart(12, '0')}`,
    postingKey: null,
    stage: 'saved',
    outcome: null,
    appliedOn: null,
    followUpOn: null,
    priority: 0,
    notes: '',
    tags: [],
    origins: {},
    capturedAt: null,
    changeNumber: made,
    createdAt: `2026-01-01T00:00:${String(made % 60).padStart(2, '0')}.000Z`,
    updatedAt: '2026-01-01T00:00:00.000Z',
    deletedAt: null,
    ...over,
    posting: {
      title: 'Data Engineer',
      company: 'Ørsted',
      location: null,
      workplaceType: null,
      employmentType: null,
      salary: null,
      datePosted: null,
      validThrough: null,
      description: null,
      url: 'https://orsted.example/jobs/1',
      ...over.posting,
    },
  };
}
