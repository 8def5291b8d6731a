/** QrCode: address, label. An address to be read by a camera, drawn as squares; the address itself stands beside it as text. */
import { create } from 'qrcode';

/** Squares of white around it, without which cameras do not find it. @source ISO/IEC 18004 §6.3.8 */
const quiet = 4;

export function QrCode({ address, label }: { address: string; label: string }) {
  const { size, data } = create(address, { errorCorrectionLevel: 'M' }).modules;
  const squares = [...data].flatMap((isDark, at) =>
    isDark ? [`M${quiet + (at % size)} ${quiet + Math.floor(at / size)}h1v1h-1z`] : [],
  );
  const side = size + 2 * quiet;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-40"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
