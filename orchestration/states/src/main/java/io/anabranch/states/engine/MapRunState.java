package io.anabranch.states.engine;

public final class MapRunState {}
