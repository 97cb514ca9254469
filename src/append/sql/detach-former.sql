DETACH former
