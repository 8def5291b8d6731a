'use server';

import { defineAction } from '@/lib/next/define-action';
import { EraseAuditDetail, eraseAuditDetail } from '@/lib/usecases/audit/erase-audit-detail';

export const eraseAuditDetailAction = defineAction({
  input: EraseAuditDetail,
  run: eraseAuditDetail,
  done: 'auditErased',
});
