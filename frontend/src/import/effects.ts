/** What an import makes or changes, in the order it is told. */
export const EFFECTS = ['sites', 'buildings', 'rooms', 'persons', 'households', 'stays', 'endedStays', 'tenancies', 'organisations', 'other', 'amended'] as const;
