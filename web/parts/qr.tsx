/** A QR code as inline SVG, black on white in every colour scheme, so that any phone can read it from the screen or from paper. */
import { encode } from 'uqr';

/** Modules of white around the code that readers need. */
const quietZone = 4;

export function QrCode({ text, title }: { text: string; title: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: quietZone });
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} width="232" height="232" role="img" aria-label={title} shape-rendering="crispEdges">
      <title>{title}</title>
      <rect width={String(size)} height={String(size)} fill="#fff" />
      <path fill="#000" d={data.map(runs).join('')} />
    </svg>
  );
}

/** The dark runs of one line as path commands. */
function runs(line: boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < line.length; x += 1) {
    if (!line[x]) continue;
    const start = x;
    while (line[x]) x += 1;
    path += `M${start} ${y}h${x - start}v1H${start}z`;
  }
  return path;
}
