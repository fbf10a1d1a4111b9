using Attest.Training;

return Commands.Run(args);
