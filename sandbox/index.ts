export { SANDBOX_KEYS } from './keys';
export { SANDBOX_RECIPIENT } from './recipient';
export { startSandbox } from './server';
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
	SandboxService,
} from './types';
