export { SANDBOX_RECIPIENT } from './recipient';
export { startSandbox } from './server';
export { FAULT_KINDS } from './types';
export type {
	Fault,
	FaultKind,
	GiftSeed,
	KeyScope,
	LoggedRequest,
	OrderSeed,
	RateLimit,
	RefusalStyle,
	Sandbox,
	SandboxGift,
	SandboxOperation,
	SandboxOptions,
	SandboxOrder,
} from './types';
