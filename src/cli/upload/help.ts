export const UPLOAD_HELP = `Usage: label-studio-predictions upload FILE... --project ID [options]

Makes a project of Label Studio hold the predictions of files, each once: it compares them with the project, says what it
would do, sends what is not there yet, and reads it back. The same file again sends nothing. After a lost answer or a crash
run it again.

The access token is taken from LABEL_STUDIO_API_KEY, or from standard input with --token-stdin. It is no option: every user
of a machine can read the options of a program.

Options
  --server URL           the address of Label Studio; LABEL_STUDIO_URL if left out
  --project ID           the project, by the number in its address
  --dry-run              only say what would be done
  -y, --yes              do not ask. Where nobody can be asked nothing is sent without it
  --replace              delete a prediction of the same task and model version that the file no longer has, once the
                         new one is stored. Without it what has changed is left as it is on the server
  --match HOW            how tasks are recognised: id (default; by their id and equal data, else by equal data), data.KEY
                         (by one key of their data), or new (all of them are imported as new tasks)
  --model-version NAME   for predictions that name none
  --config FILE          the labeling config to check the file with first; found beside the file if left out, else that of
                         the project
  --force                upload although the check finds errors. What no server can give back is never sent
  --token-stdin          the access token comes from standard input
  --batch N              most predictions or tasks in one request
  --timeout SECONDS      how long a request may take
  --format FORMAT        pretty (default) or json
  --quiet                no progress and no report
  -h, --help             this text

Exit codes
  0  the server holds all of it     1  something is not there, it is said what and why     2  it could not be done
  130  it was interrupted twice (Ctrl+C)
`;
