/** What an import makes or changes, in the order it is told. */
export const EFFECTS = ['sites', 'buildings', 'rooms', 'persons', 'stays', 'endedStays', 'organisations', 'amended'] as const;
