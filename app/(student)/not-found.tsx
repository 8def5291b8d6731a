export { NothingHere as default } from '@/app/_components/nothing-here';
