/** A text cut into what was searched for and what was not, to show why it was found. Pinyin hits have no such part. */
export function parts(text: string, searched: string): { text: string; hit: boolean }[] {
  const words = searched.split(/\s+/).filter((word) => word !== '').sort((a, b) => b.length - a.length);
  if (words.length === 0) return [{ text, hit: false }];
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu');
  return text.split(pattern).filter((part) => part !== '').map((part) => ({ text: part, hit: words.some((word) => word.toLowerCase() === part.toLowerCase()) }));
}
