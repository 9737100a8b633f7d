const { FastPodOrdersApi } = require('./dist/credentials/FastPodOrdersApi.credentials.js');
const { SnappyOrdersApi } = require('./dist/credentials/SnappyOrdersApi.credentials.js');
const { ThanksIoOrdersApi } = require('./dist/credentials/ThanksIoOrdersApi.credentials.js');
const {
	ThanksIoOrdersOAuth2Api,
} = require('./dist/credentials/ThanksIoOrdersOAuth2Api.credentials.js');
const { FastPod } = require('./dist/nodes/FastPod/FastPod.node.js');
const { Snappy } = require('./dist/nodes/Snappy/Snappy.node.js');
const { ThanksIo } = require('./dist/nodes/ThanksIo/ThanksIo.node.js');
const { ThanksIoTrigger } = require('./dist/nodes/ThanksIo/ThanksIoTrigger.node.js');

module.exports = {
	nodes: { FastPod, Snappy, ThanksIo, ThanksIoTrigger },
	credentials: { FastPodOrdersApi, SnappyOrdersApi, ThanksIoOrdersApi, ThanksIoOrdersOAuth2Api },
};
