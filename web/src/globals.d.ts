/** True in the build that opens from a disk: nothing is asked of a server, and nothing can be changed. */
declare const __OFFLINE__: boolean;
