/** The role the application works as: neither owner of the tables nor superuser, so row-level security always holds for it. */
export const APP_ROLE = 'jackdaw_app';
