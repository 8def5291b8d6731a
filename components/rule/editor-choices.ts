import type { CertificateChoice } from '@/components/credit/certificate-choice';
import type { CourseChoice } from '@/components/credit/course-picker';
import type { DepartmentChoice } from '@/lib/institution/department-options';
import type { DefinitionForm } from '@/lib/rule/form-fields';
import type { RuleBasis, RuleDefinition } from '@/lib/rule/rule-version';
import type { Advice } from './recommendation-facts';

export interface Saved {
  id: string;
  title: string;
  isTitlePublic: boolean;
  departmentId: string | null;
  definition: RuleDefinition;
  form: DefinitionForm;
  basis: RuleBasis;
  publicNote: string;
  internalNote: string;
}

export interface EditorChoices {
  certificates: readonly CertificateChoice[];
  courses: readonly CourseChoice[];
  programs: readonly { code: string; title: string }[];
  departments: readonly DepartmentChoice[];
  recommendations: readonly Advice[];
}
